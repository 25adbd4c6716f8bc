import { may } from '../../../core/domain/staff/permissions.ts';
import type { CardPart, Surface, Together } from '../surface.ts';

/** What these surfaces are together, in the order of the list. */
export function foldSurfaces(surfaces: readonly Surface[]): Together {
  const cards = surfaces.flatMap(({ card }): CardPart[] => (card ? [card] : []));
  const menu = surfaces.flatMap((one) => one.menu ?? []);
  const home = surfaces.flatMap((one) => one.home ?? []);
  const files = surfaces.flatMap((one) => one.files ?? []);
  const numbered = surfaces.flatMap((one) => one.numbered ?? []);
  return {
    card: {
      blocks: (view) => cards.flatMap((card) => card.blocks?.(view) ?? []),
      buttons: (view) => cards.flatMap((card) => card.buttons?.(view) ?? []),
      opened: (view) => cards.flatMap((card) => card.opened?.(view) ?? []),
      closedOtherwise: (view) => cards.some((card) => card.closedOtherwise?.(view) ?? false),
      fileName: (view, body) => {
        for (const card of cards) {
          const name = card.fileName?.(view, body) ?? null;
          if (name !== null) return name;
        }
        return null;
      },
      menu: (view) => menu.filter(({ when }) => when(view)).map(({ id, text }) => ({ id, text: text() })),
    },
    home: async (bot, member) => {
      const mine = home.filter(({ rule }) => may(member, rule));
      return (await Promise.all(mine.map(({ blocks }) => blocks(bot, member)))).flat();
    },
    help: () => surfaces.flatMap(({ commands = [] }) => commands.map(({ help }) => help())).join('\n'),
    file: (name) => files.find(({ id }) => id === name),
    numbered: (letter) => numbered.find((one) => one.letter === letter),
  };
}
