/** A part of the page; on a narrow screen one is shown at a time. */
export type Pane = 'phone' | 'workspace' | 'glass';
