/** Kinds of message a resident may send into an item. */
export type MessageKind = 'text' | 'voice' | 'photo' | 'video' | 'document' | 'location';

/**
 * One message of a resident, as it is sealed. `file` points into Telegram (a file id lives as long as the bot); sizes are bytes,
 * durations seconds. `text` is also a file's caption. A file too large for Telegram to hand over (20 MB) has `tooLarge`.
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
  /** Which paper of an application it is, by its key in the call. */
  paper?: string | undefined;
  place?: { latitude: number; longitude: number } | undefined;
};

/** A message with where it stands in its chat, so that a later edit finds it. */
export type IncomingMessage = MessageBody & { chatMessageId: number };
