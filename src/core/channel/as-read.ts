/** A message as it stands on the phone of who reads it: words, what is quoted in it, the choices under it, a file with it. */
export type AsRead = {
  parts: { text: string; quoted: boolean }[];
  choices: string[][];
  file?: string | undefined;
};
