import type { Line } from '../../line.ts';
import { openDetails, type RegistrationDetails } from '../details.ts';

type Sealed = { id: string; keyId: string | null; sealedDetails: Buffer | null };

/** What people said to register, by registration; whose words were destroyed is left out. Two statements for any number of them. */
export async function openAllDetails(line: Line, people: readonly Sealed[]): Promise<Map<string, RegistrationDetails>> {
  const { read } = line.database;
  const keys = await line.keyring.keys(
    read,
    people.flatMap(({ keyId }) => keyId ?? []),
  );
  return new Map(
    people.flatMap((person) => {
      const details = openDetails(keys.get(person.keyId ?? '') ?? null, person);
      return details ? [[person.id, details] as const] : [];
    }),
  );
}
