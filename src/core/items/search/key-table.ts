/** Numbers keys of some 32-bit words each, in the order in which they come. Keys are random already, so their first bits are their hash. */
export function keyTable(width: number) {
  let keys = new Uint32Array(1024 * width);
  let slots = new Uint32Array(2048);
  let size = 0;
  const same = (place: number, key: Buffer, offset: number) => {
    for (let part = 0; part < width; part += 1)
      if (keys[place * width + part] !== key.readUInt32LE(offset + 4 * part)) return false;
    return true;
  };
  const slotOf = (key: Buffer, offset: number) => {
    let slot = key.readUInt32LE(offset) % slots.length;
    while (slots[slot] !== 0 && !same((slots[slot] as number) - 1, key, offset)) slot = (slot + 1) % slots.length;
    return slot;
  };
  const widen = () => {
    slots = new Uint32Array(slots.length * 2);
    for (let place = 0; place < size; place += 1) {
      let slot = (keys[place * width] as number) % slots.length;
      while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
      slots[slot] = place + 1;
    }
  };
  return {
    find: (key: Buffer, offset: number): number | undefined => {
      const place = slots[slotOf(key, offset)] as number;
      return place === 0 ? undefined : place - 1;
    },
    take: (key: Buffer, offset: number): number => {
      const slot = slotOf(key, offset);
      if (slots[slot] !== 0) return (slots[slot] as number) - 1;
      keys = grown(keys, (size + 1) * width);
      for (let part = 0; part < width; part += 1) keys[size * width + part] = key.readUInt32LE(offset + 4 * part);
      size += 1;
      slots[slot] = size;
      if (size * 2 > slots.length) widen();
      return size - 1;
    },
    /** A key of 16 bytes as a UUID. */
    text: (place: number): string => {
      const bytes = Buffer.from(keys.slice(place * width, (place + 1) * width).buffer).toString('hex');
      return bytes.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
    size: () => size,
    bytes: () => keys.byteLength + slots.byteLength,
  };
}

/** The same array, or a longer one with the same beginning. */
export const grown = (array: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> =>
  array.length >= least ? array : withRoom(array, new Uint32Array(2 * least));

export function withRoom<T extends Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
