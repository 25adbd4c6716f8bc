import type { Say } from '../../domain/say.ts';
import type { KnownVisit } from '../../turn/visit.ts';

/**
 * Everything of theirs as a page to read and as data for programs (right of access, GDPR article 15 and 20), made when it is sent. That a file
 * stays on the phone is said before it comes.
 */
export function showDownload({ resident }: KnownVisit): Say[] {
  const make = { kind: 'own_data', residentId: resident.id } as const;
  return [
    { lines: [{ key: 'privacy:stays' }, { key: 'discreet:download' }] },
    { lines: [{ key: 'privacy:file_ready' }], file: { name: 'community-line.html', make: { ...make, as: 'page' } } },
    {
      lines: [{ key: 'privacy:file_data' }],
      file: { name: 'community-line.json', make: { ...make, as: 'data' } },
      buttons: [
        [{ label: { key: 'items:back_to_list' }, data: 'm:my' }],
        [{ label: { key: 'common:menu' }, data: 'm:menu' }],
      ],
    },
  ];
}
