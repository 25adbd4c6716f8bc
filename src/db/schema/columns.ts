import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Raw bytes: hashes, and everything sealed (see core/privacy/seal.ts). */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** An instant in UTC. Names of such columns end in `_at`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
