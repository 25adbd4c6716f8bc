/**
 * Other names that residents type for a place, in plain form (see match-label.ts). Never shown. The bare name of the town
 * fits both halves, so it asks which one is meant.
 */
export const PLACE_ALIASES: Record<string, readonly string[]> = {
  mitrovica: ['mitrovica_north', 'mitrovica_south'],
  mitrovice: ['mitrovica_north', 'mitrovica_south'],
  'kosovska mitrovica': ['mitrovica_north', 'mitrovica_south'],
  'severna kosovska mitrovica': ['mitrovica_north'],
  'mitrovica veriore': ['mitrovica_north'],
  'mitrovica sever': ['mitrovica_north'],
  'mitrovica jugore': ['mitrovica_south'],
  'mitrovica jug': ['mitrovica_south'],
};
