import type { Attached } from './attached.ts';
import type { MessageKind } from './codes.ts';

/** Where words came from that somebody passed on; `own`: they wrote them first themselves. */
type ForwardedFrom = 'own' | 'person' | 'group' | 'channel' | 'other';

/**
 * One message of a resident, as it is sealed. `file.id` is the handle by which its channel fetches it; sizes are bytes, durations seconds.
 * `text` is also a file's caption. A file too large for its channel to hand over has `tooLarge`.
 */
export type MessageBody = {
  kind: MessageKind;
  text?: string | undefined;
  file?:
    | {
        id: string;
        uniqueId: string;
        name?: string | undefined;
        mime?: string | undefined;
        bytes?: number | undefined;
        seconds?: number | undefined;
        tooLarge?: boolean | undefined;
      }
    | undefined;
  /** Of an answer of staff's: the file that goes with it. */
  attached?: Attached | undefined;
  /** Which paper of an application it is, by its key in the call. */
  paper?: string | undefined;
  place?: { latitude: number; longitude: number } | undefined;
  /** These are somebody else's words, passed on: from what kind of place, and never of whom. */
  forwarded?: ForwardedFrom | undefined;
  /** In which part of the chat it was written (Address.within); answered there. Never of what goes without a name. */
  within?: string | undefined;
};

/** A message with what its channel calls it, so that a later edit finds it. */
export type IncomingMessage = MessageBody & { handle: string };
