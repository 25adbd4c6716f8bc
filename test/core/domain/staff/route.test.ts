import { describe, expect, it } from 'vitest';
import { routeFor } from '../../../../src/core/domain/staff/route.ts';

const channels = { main: 'C0MAIN', sensitive: 'C0SENS', leads: 'C0LEAD' };
const item = {
  kind: 'feedback' as const,
  sector: 'health' as const,
  municipality: 'zvecan' as const,
  agency: 'WHO' as const,
  sensitive: false,
};

describe('the route of a card', () => {
  it('is the first one whose every part fits', () => {
    const routes = [
      { sector: 'health' as const, municipality: 'mitrovica_south' as const, channel: 'C0FAR' },
      { sector: 'health' as const, channel: 'C0HEALTH' },
      { channel: 'C0ALL' },
    ];
    expect(routeFor(item, { routes }, channels)).toBe('C0HEALTH');
    expect(routeFor({ ...item, sector: null }, { routes }, channels)).toBe('C0ALL');
  });

  it('is the mandatory channel when none fits', () => {
    expect(routeFor(item, { routes: [] }, channels)).toBe('C0MAIN');
    expect(routeFor(item, { routes: [{ agency: 'UNV', channel: 'C0UNV' }] }, channels)).toBe('C0MAIN');
  });

  it('is the restricted channel for a sensitive item, whatever the routes say', () => {
    const routes = [{ sector: 'health' as const, channel: 'C0HEALTH' }, { channel: 'C0ALL' }];
    expect(routeFor({ ...item, sensitive: true }, { routes }, channels)).toBe('C0SENS');
  });
});
