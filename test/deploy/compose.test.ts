import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { migrate } from '../../src/db/migrate.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

type Service = {
  image: string;
  command?: string[];
  networks: string[];
  environment: Record<string, string>;
  cap_drop: string[];
  security_opt: string[];
  read_only: boolean;
  ports?: string[];
  env_file?: unknown;
  user?: string;
};
type Compose = { services: Record<string, Service>; networks: Record<string, { internal?: boolean } | null> };
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const LINE = ['migrate', 'telegram', 'slack', 'worker'];

describe('docker-compose.yml', () => {
  test('names the line as three processes, what migrates, and the two servers', () => {
    expect(services.map(([name]) => name).sort()).toEqual([...LINE, 'postgres', 'redis'].sort());
  });

  test.each(services)(
    '%s has no capability it does not need, gains none, and writes to its volumes alone',
    (_name, one) => {
      expect(one).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], read_only: true });
    },
  );

  test.each(services.filter(([name]) => !LINE.includes(name)))(
    '%s is an image of an exact version',
    (_name, { image }) => {
      expect(image).toMatch(/(:\d+(\.\d+)+(-[a-z]+)?|@sha256:[0-9a-f]{64})$/);
    },
  );

  test('the images that ours is made from are of an exact version', () => {
    const bases = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(bases).not.toEqual([]);
    for (const base of bases) expect(base).toMatch(/:\d+\.\d+\.\d+/);
  });

  test('nobody outside reaches PostgreSQL or Redis, each stands in a network of its own, and they reach nobody', () => {
    expect(compose.services.postgres).toMatchObject({ networks: ['database'] });
    expect(compose.services.redis).toMatchObject({ networks: ['queue'] });
    expect(compose.services.migrate?.networks).toEqual(['database']);
    for (const name of ['database', 'queue']) expect(compose.networks[name]).toEqual({ internal: true });
    for (const name of ['postgres', 'redis', 'migrate']) expect(compose.services[name]?.ports).toBeUndefined();
    for (const port of services.flatMap(([, one]) => one.ports ?? [])) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('each knows its own secrets alone', () => {
    const namesOf = (name: string) => Object.keys(compose.services[name]?.environment ?? {});
    for (const [, one] of services) expect(one.env_file).toBeUndefined();
    expect(namesOf('redis')).toEqual(['REDISCLI_AUTH']);
    expect(namesOf('postgres').filter((name) => /TOKEN|SECRET|KEY|REDIS/.test(name))).toEqual([]);
    for (const name of LINE) expect(namesOf(name)).not.toContain('POSTGRES_PASSWORD');
    expect(JSON.stringify(compose.services.redis?.command)).not.toContain('{REDIS_PASSWORD');
    expect(JSON.stringify(compose.services.redis?.command)).toContain('requirepass $$REDISCLI_AUTH');
  });

  test.each(LINE)('%s is told settings that the line takes', (name) => {
    const given: Record<string, string> = {
      LINE_DATABASE_PASSWORD: 'invented1',
      REDIS_PASSWORD: 'invented2',
      DATA_KEY: randomBytes(32).toString('base64'),
      TELEGRAM_BOT_TOKEN: '123456:invented-token',
      SLACK_BOT_TOKEN: 'xoxb-invented',
      SLACK_APP_TOKEN: 'xapp-invented',
      SLACK_CHANNEL: 'C0MAIN',
      SLACK_SENSITIVE_CHANNEL: 'C0SENS',
    };
    const filled = Object.entries(compose.services[name]?.environment ?? {}).map(([key, value]) => [
      key,
      value.replace(
        /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
        (_whole, variable: string, other: string) => given[variable] ?? other,
      ),
    ]);
    const config = readConfig(Object.fromEntries(filled));
    expect(config.ok ? [] : config.bad).toEqual([]);
    expect(config.ok && config.config).toMatchObject({
      queue: { kind: 'redis' },
      ops: { host: '0.0.0.0', port: 9464 },
      port: 8080,
    });
    expect(config.ok && new URL(config.config.databaseUrl ?? '').username).toBe('community_line');
    for (const variable of read('.env.example').match(/^\w+(?==)/gm) ?? []) given[variable] ??= '';
    const asked = JSON.stringify(compose).match(/\$\{(\w+)/g) ?? [];
    for (const variable of asked) expect(Object.keys(given), variable).toContain(variable.slice(2));
  });
});

describe('the role of the line, made by the SQL that compose runs', () => {
  const names = { role: `line_role_${randomUUID().slice(0, 8)}`, database: `line_deploy_${randomUUID().slice(0, 8)}` };
  let superuser: postgres.Sql;
  let app: postgres.Sql;
  let url: string;

  beforeAll(async () => {
    superuser = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
    await superuser`create database ${superuser(names.database)} template template0`;
    const there = new URL(inject('postgresUrl'));
    there.pathname = `/${names.database}`;
    const inDatabase = postgres(there.href, { max: 1, onnotice: () => {} });
    // As psql puts variables in: an identifier in double quotes, a literal in single ones.
    const script = read('deploy/postgres/roles.sql')
      .replaceAll(':"role"', `"${names.role}"`)
      .replaceAll(':"database"', `"${names.database}"`)
      .replaceAll(":'password'", "'invented'");
    await inDatabase.unsafe(script);
    await inDatabase.end();
    there.username = names.role;
    there.password = 'invented';
    url = there.href;
    await migrate(url);
    app = postgres(url, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await app.end();
    await superuser`drop database ${superuser(names.database)} with (force)`;
    await superuser`drop role ${superuser(names.role)}`;
    await superuser.end();
  });

  test('migrates the whole schema, twice, and owns all of it', async () => {
    await migrate(url);
    const owners =
      await app`select distinct tableowner from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
    expect(owners.map(({ tableowner }) => tableowner)).toEqual([names.role]);
    expect(await app`select count(*)::int as n from items`).toEqual([{ n: 0 }]);
  });

  test('is no superuser, makes no roles and no databases, and passes no rule of a row', async () => {
    const [role] = await app`select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles
      where rolname = current_user`;
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false]);
    const memberships =
      await app`select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = current_user`;
    expect(memberships).toHaveLength(0);
  });

  test.each([
    ['read the passwords of roles', 'select rolpassword from pg_authid'],
    ['run a program of the machine', "copy (select 1) to program 'true'"],
    ['read a file of the machine', "select pg_read_file('postgresql.conf')"],
    ['make a role', 'create role another'],
    ['make a database', 'create database another'],
    ['change how the server logs', "alter system set log_statement = 'all'"],
    ['load code into the server', "load 'plpgsql_check'"],
  ])('cannot %s', async (_what, statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('another role does not even get into this database', async () => {
    const other = `line_other_${randomUUID().slice(0, 8)}`;
    await superuser`create role ${superuser(other)} login password 'invented'`;
    const there = new URL(url);
    there.username = other;
    const sql = postgres(there.href, { max: 1, onnotice: () => {} });
    await expect(sql`select 1`).rejects.toMatchObject({ code: '42501' });
    await sql.end();
    await superuser`drop role ${superuser(other)}`;
  });
});
