import { randomUUID } from 'node:crypto';
import type { ItemView, ViewedMessage } from '../../../src/core/views/item-view.ts';

const RECEIVED = new Date('2026-11-20T08:00:00Z');

/** An invented item as the card sees it. */
export function makeView(changes: Partial<ItemView['item']> = {}, parts: Partial<ItemView> = {}): ItemView {
  return {
    item: {
      id: randomUUID(),
      reference: 'F-7K3QM2',
      kind: 'feedback',
      type: 'complaint',
      status: 'open',
      closedReason: null,
      residentId: randomUUID(),
      anonymous: false,
      agency: 'UNDP',
      sector: 'public_services',
      municipality: 'mitrovica_north',
      language: 'sr-Latn',
      priority: 'normal',
      sensitive: false,
      toldByStaff: false,
      safety: null,
      assigneeId: null,
      notAgainId: null,
      mergedIntoId: null,
      receivedAt: RECEIVED,
      dueAt: new Date('2026-11-30T08:00:00Z'),
      firstResponseAt: null,
      closedAt: null,
      loopClosedAt: null,
      redactedAt: null,
      satisfaction: null,
      quoting: null,
      reopenedCount: 0,
      version: 1,
      gender: null,
      ageBand: null,
      communities: null,
      disability: null,
      channel: 'telegram',
      lastWord: 'resident',
      ...changes,
    },
    settlement: null,
    assignee: null,
    messages: [],
    referrals: [],
    notices: [],
    person: null,
    reachedBy: 'telegram',

    joined: false,
    likelyNamed: [],
    excludedStaffIds: [],
    facets: new Map(),
    ...parts,
  };
}

export function makeMessage(text: string, changes: Partial<ViewedMessage> = {}): ViewedMessage {
  return {
    id: randomUUID(),
    direction: 'in',
    body: { kind: 'text', text },
    staffName: null,
    at: RECEIVED,
    added: false,
    editedAt: null,
    delivery: null,
    ...changes,
  };
}
