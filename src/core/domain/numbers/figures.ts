/** A number written in figures. `thousands`: its one sign could be a decimal one too (`2.500`). `places`: how many decimals it has. */
export type Figures = { value: number; places: number; thousands: boolean };

/** `2500`, `2.500,50`, `2,500.50`, `2 500`, `2'500`, `2500,-`; null where the signs make no number (`1.2.2027`). */
export function readFigures(text: string): Figures | null {
  const bare = text.replace(/[.,](?:--?|=)$/, '');
  const spaced = /^\d{1,3}([ '])\d{3}(?:\1\d{3})*(?=[.,]\d+$|$)/.test(bare);
  const figures = spaced ? bare.replace(/[ ']/g, '') : bare;
  const points = (sign: string) => figures.split(sign).length - 1;
  const [dots, commas] = [points('.'), points(',')];
  if (/[^\d.,]/.test(figures)) return null;
  if (dots + commas === 0) return make(figures, '');
  const last = figures.lastIndexOf('.') > figures.lastIndexOf(',') ? '.' : ',';
  if (dots > 0 && commas > 0) {
    const [whole = '', decimals = '', ...more] = figures.split(last);
    return more.length === 0 && isGrouped(whole) ? make(whole.replace(/[.,]/g, ''), decimals) : null;
  }
  const [whole = '', decimals = '', ...more] = figures.split(last);
  if (more.length > 0) {
    // `2.500.00`: after thousands, two are decimals whatever the sign.
    const [, grouped = figures, cents = ''] = /^([1-9].*)[.,](\d\d)$/.exec(figures) ?? [];
    return isGrouped(grouped) ? make(grouped.replace(/[.,]/g, ''), cents) : null;
  }
  if (!spaced && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole))
    return { value: Number(`${whole}${decimals}`), places: 0, thousands: true };
  return make(whole, decimals);
}

const isGrouped = (text: string): boolean => /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(text);

const make = (whole: string, decimals: string): Figures | null =>
  whole.length > 15
    ? null
    : { value: Number(`${whole}.${decimals || 0}`), places: decimals.replace(/0+$/, '').length, thousands: false };
