import type { Agency, ItemKind, Municipality, Sector } from '../codes.ts';

/** Slack channels by what they are for, as configured; ids. `leads` falls back to `main`. */
export type SlackChannels = { main: string; sensitive: string; leads?: string | undefined };

type Routed = {
  kind: ItemKind;
  sector: Sector | null;
  municipality: Municipality | null;
  agency: Agency;
  sensitive: boolean;
};

type Rule = {
  kind?: ItemKind | undefined;
  sector?: Sector | undefined;
  municipality?: Municipality | undefined;
  agency?: Agency | undefined;
  channel: string;
};

/** The channel an item's card belongs in: the restricted one without exception for a sensitive item, else the first route that fits. */
export function routeFor(item: Routed, settings: { routes: readonly Rule[] }, channels: SlackChannels): string {
  if (item.sensitive) return channels.sensitive;
  return settings.routes.find((route) => fits(route, item))?.channel ?? channels.main;
}

function fits(route: Rule, item: Routed): boolean {
  return (['kind', 'sector', 'municipality', 'agency'] as const).every(
    (part) => route[part] === undefined || route[part] === item[part],
  );
}
