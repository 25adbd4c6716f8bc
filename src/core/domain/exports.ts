/** Who may have a file that is made: asked again when it is handed over. Rules of staff/permissions. */
export const EXPORT_RULES = ['export', 'run_offers'] as const;
export type ExportRule = (typeof EXPORT_RULES)[number];

/** So often a file that lies ready is handed out, and so long it lies. */
export const KEPT_TIMES = 3;
export const KEPT_HOURS = 24;
