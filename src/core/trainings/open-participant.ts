import type { Tx } from '../../db/client.ts';
import type { Participant } from '../../db/queries/offers/participants.ts';
import type { Reader } from '../domain/offers/offer.ts';
import type { Line } from '../line.ts';

export type OpenParticipant = { residentId: string; itemId: string; key: Buffer; reader: Reader };

/** Whom a batch tells something. Their key came with the row, so that nothing is read for it. */
export async function openParticipant(tx: Tx, line: Line, row: Participant): Promise<OpenParticipant> {
  return {
    residentId: row.residentId,
    itemId: row.itemId,
    key: await line.keyring.unwrap(tx, row.personKey),
    reader: { language: row.language, second: row.second },
  };
}
