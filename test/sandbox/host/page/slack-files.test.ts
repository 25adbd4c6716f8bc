import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackFiles } from '../../../../src/sandbox/host/page/slack-files.ts';
import type { Sandbox } from '../../../../src/sandbox/host/sandbox.ts';
import type { SlackStandIn } from '../../../../src/sandbox/slack/server.ts';
import { openSlack } from '../../../support/slack-stand-in.ts';

let slack: SlackStandIn;
beforeEach(async () => {
  slack = await openSlack({
    team: {
      staff: [
        { id: 'U1', name: 'Ana Primer' },
        { id: 'U2', name: 'Ben Primer' },
      ],
      channels: [{ id: 'C1', name: 'cellar', private: true, members: ['U2'] }],
    },
  });
});
afterEach(() => slack.close());

const ask = (path: string, as = 'U2') =>
  slackFiles({ slack: () => slack } as Sandbox).request(
    `/sandbox/slack/files/${path}${path.includes('?') ? '&' : '?'}as=${as}`,
  );

/** Puts a file into the channel of U2 and gives its id. */
async function put(name: string, bytes: Uint8Array | string): Promise<string> {
  await slack.control.postInThread('U2', 'C1', null, 'see', [{ name, bytes: Buffer.from(bytes) }]);
  return String(slack.control.messages('C1').at(-1)?.files[0]?.id);
}

describe('files of the emulated Slack on the page', () => {
  it('come with their bytes and type to who sees a message that carries them', async () => {
    const id = await put('list.csv', 'a;b\n1;2\n');
    const answer = await ask(id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await answer.text()).toBe('a;b\n1;2\n');
  });

  it('are not there for anybody else', async () => {
    const id = await put('list.csv', 'a,b\n');
    for (const path of [id, `${id}/table`, 'F0NONE'])
      expect((await ask(path, 'U1')).status, `${path} as somebody outside`).toBe(404);
    expect((await ask(id, '')).status).toBe(404);
  });

  it('run nothing, whatever is in them, and keep their name out of the headers', async () => {
    const id = await put('a"\r\nset-cookie: x=(1).html', '<script>alert(1)</script>');
    const { headers } = await ask(id);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-disposition')).toBe(
      "inline; filename*=UTF-8''a%22%0D%0Aset-cookie%3A%20x%3D%281%29.html",
    );
    expect((await ask(`${id}?save`)).headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('show a CSV file as rows of text, by the sign that parts its cells', async () => {
    const id = await put('list.csv', 'name;note\n"Ana; Primer";"=1+1"\n');
    expect(await (await ask(`${id}/table`)).json()).toEqual({
      sheets: [
        {
          name: 'list.csv',
          rows: [
            ['name', 'note'],
            ['Ana; Primer', '=1+1'],
          ],
        },
      ],
    });
  });

  it('show every sheet of a workbook that is not hidden, days as days', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'People',
          rows: [
            ['name', 'since', 'count'],
            ['Ana', new Date('2026-03-01T00:00:00Z'), 3],
          ],
        },
        { name: 'Empty', rows: [] },
        { name: 'Codes', rows: [['hidden']], hidden: true },
      ],
    });
    const id = await put('people.xlsx', bytes);
    expect(await (await ask(`${id}/table`)).json()).toEqual({
      sheets: [
        {
          name: 'People',
          rows: [
            ['name', 'since', 'count'],
            ['Ana', '2026-03-01', '3'],
          ],
        },
        { name: 'Empty', rows: [] },
      ],
    });
  });

  it('show no more than 500 rows', async () => {
    const id = await put('long.csv', Array.from({ length: 700 }, (_, row) => `${row},x`).join('\n'));
    const { sheets } = (await (await ask(`${id}/table`)).json()) as { sheets: { rows: string[][] }[] };
    expect(sheets[0]?.rows.length).toBe(500);
  });

  it('say kindly that a picture or a broken workbook is no table', async () => {
    const broken = await put('people.xlsx', 'PK\x03\x04 and nothing after');
    const picture = await put('plan.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
    for (const id of [broken, picture]) {
      const answer = await ask(`${id}/table`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: expect.stringContaining('table') });
    }
  });
});
