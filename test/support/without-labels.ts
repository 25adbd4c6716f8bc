/** The rows of a CSV file without the columns of labels, which stand beside their codes. */
export function withoutLabels(rows: readonly (readonly string[])[]): string[][] {
  const kept = (rows[0] ?? []).map((name) => !name.endsWith('_label'));
  return rows.map((row) => row.filter((_, index) => kept[index] ?? true));
}
