import type { OfferRow } from '../../db/queries/offers/offers.ts';
import type { ReportPeriod } from '../../db/queries/reports/line-list.ts';
import { ITEM_KINDS } from '../domain/codes.ts';
import type { OfferKind } from '../domain/offers/offer.ts';
import type { Refusal } from '../domain/result.ts';
import type { Rule } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import type { Audience, ReportDocument } from './document.ts';
import type { Table } from './table.ts';

export const REPORT_KINDS = ['all', ...ITEM_KINDS] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

type Any = {
  /** What it is called after `--what`, and its label in `staff:forms.export.what_…`. */
  name: string;
  /** Who may take it. */
  rule: Rule;
  /** A person or an item each; counts, protected where they are for sharing (core/domain/figures/protect.ts); or people who sign beside their name, on paper. */
  holds: 'rows' | 'figures' | 'signatures';
};

type OfOffers = Any & {
  /** Who may take it where they run the offer, when more may than by `rule`. */
  ruleAtOffer?: Rule;
  /** Why there is none of such an offer. */
  unfit(kind: OfferKind): Refusal<'not_for_grants' | 'only_for_grants'> | null;
};

/** What leads take out: of the items of a period, of one offer, or of one and of all. It gives typed cells, and knows no format (src/files). */
export type Report =
  | (Any & {
      of: 'period';
      read(line: Line, period: ReportPeriod & { withText: boolean; audience: Audience }): Promise<Table>;
      /** Of a report of figures: the whole that people read. */
      document?: (line: Line, period: ReportPeriod & { audience: Audience }) => Promise<ReportDocument>;
    })
  | (OfOffers & { of: 'offer'; read(line: Line, offer: OfferRow): Promise<Table> })
  | (OfOffers & { of: 'offers'; read(line: Line, offer: OfferRow | null): Promise<Table> });
export type ReportOf<Of extends Report['of']> = Extract<Report, { of: Of }>;
