/**
 * What nobody may misunderstand, by its text: where a translation of it was never reviewed, the resident's second language stands
 * under it, on whatever screen it stands. By the kinds of design.md; a text that is new belongs to one of them or to none.
 */
export const CRITICAL = {
  consent: [
    /^consent:/,
    /^menu:information_only$/,
    /^registration:share\./,
    /^freetext:(ask|not_sent|how|left)$/,
    /^forms:check\./,
  ],
  violence: [
    /^danger:/,
    /^emergency:/,
    /^discreet:/,
    /^feedback:(safe|privacy)\./,
    /^feedback:messages\.ask_sensitive$/,
    /^errors:already_sensitive$/,
    /^help:faq\.(cost|safe)_a$/,
  ],
  deletion: [
    /^forget:/,
    /^withdraw:/,
    /^forms:(stop|clear)\./,
    /^forms:cancelled$/,
    /^forms:aside\.(ask|left)$/,
    /^registration:(cancel\.|cancelled$|left$)/,
    /^grants:(withdraw\.|left$)/,
    /^help:faq\.delete_a$/,
    /^errors:(words_destroyed|already_withdrawn)$/,
    /^items:state\.deleted$/,
  ],
  data: [
    /^privacy:(?!file\.)/,
    /^privacy:file\.(stays|not_here)$/,
    /^telling-files:/,
    /^receipt:/,
    /^join:/,
    /^quoting:/,
    /^about:(intro|choice)$/,
    /^feedback:sent_anonymous\./,
    /^feedback:check\.anonymous_hint$/,
    /^items:secret$/,
    /^grants:check\.who_reads$/,
    /^errors:receipt_/,
    /^freetext:not_yours$/,
    /^envelope:/,
  ],
} as const satisfies Record<string, readonly RegExp[]>;

/** Labels of buttons that do at once what cannot be undone: send, delete, give up, agree. What only asks first is none. */
export const UNDONE_BY_NOTHING = [
  /^consent:(agree|disagree)$/,
  /^forget:(yes|yes_again)$/,
  /^withdraw:yes$/,
  /^forms:(stop|clear)\.yes$/,
  /^forms:aside\.leave$/,
  /^feedback:(safe|privacy)\.\w+$/,
  /^feedback:check\./,
  /^freetext:(send|send_new|now|add|add_about|add_quiet|leave)$/,
  /^common:send$/,
  /^registration:(cancel\.yes|button\.decline|check\.(send|save))$/,
  /^grants:(withdraw\.yes|check\.send)$/,
  /^reminders:button\.cannot$/,
  /^items:button\.sensitive$/,
  /^discreet:(noted\.|mine\.button|ask\.yes)/,
  /^telling-files:take_out$/,
];

const KINDS: readonly RegExp[] = Object.values(CRITICAL).flat();

export const isCritical = (key: string): boolean => KINDS.some((kind) => kind.test(key));
export const cannotBeUndone = (key: string): boolean => UNDONE_BY_NOTHING.some((kind) => kind.test(key));
