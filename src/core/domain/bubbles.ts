/** How the message of something said is kept, so that it can be taken back. */
export type BubbleKind = {
  /** The talk or the item it belongs to: a UUID. */
  about?: string;
  /** Part of what is open for ten minutes; goes with it. */
  look?: true;
  /** The neutral notice that there is news; at most one stands. */
  notice?: true;
  /** About a sensitive item: kept for as long as that lives, to be made harmless once it can no longer be deleted. */
  lasting?: true;
  /** The harmless sentence of a quick exit: whatever stands before it goes, also what is heard of only later. */
  exit?: true;
};

/** What a turn does to the messages that stand in the chat, of both sides. The channel carries it out on the numbers it keeps. */
export type BubbleAct =
  /** Quick exit: everything goes. */
  | { kind: 'clear' }
  /** The notice goes with what it opened. */
  | { kind: 'open_look' }
  | { kind: 'end_look' }
  /** Ours of this talk go; theirs are set aside, to go when they say so. */
  | { kind: 'take_back'; about: string }
  /** This talk became an item: an ordinary one, unless it is marked sensitive later. */
  | { kind: 'belongs'; about: string; to: string }
  | { kind: 'take_back_theirs' }
  | { kind: 'take_back_tapped' }
  /** What belongs to this talk goes with the look, theirs too: it holds a receipt number. */
  | { kind: 'join_look'; about: string };

/** Of the acts, those after which something is to go; the others only change its place. */
export const takesBack = ({ kind }: BubbleAct): boolean =>
  kind !== 'belongs' && kind !== 'join_look' && kind !== 'open_look';
