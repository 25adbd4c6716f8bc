import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Where the font lies that every file is written in: it has all letters of our languages in both scripts. A `woff` would draw nothing in pictures. */
export const FONTS = {
  regular: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
} as const;
/** Its name within the files. */
export const FONT_NAME = 'Noto Sans';
