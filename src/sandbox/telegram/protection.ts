export const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** `protect_content` of a call: the message can be neither forwarded nor saved (Bot API, sendMessage). */
export const protection = (params: Record<string, unknown>): { protected?: true } =>
  isTrue(params.protect_content) ? { protected: true } : {};
