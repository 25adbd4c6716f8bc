// The directions of the house (docs/architecture.md). Each rule is shown to bite by test/scripts/boundaries.test.ts.

/** Composition: what main.ts and cli.ts are made of. They may know everything. */
const composition = '^src/(main|cli)\\.ts$|^src/(commands|run)/';

/** What a step and its effects say to each other; the rest of that room is for who carries an effect out. */
const turnWords = 'turn/(?!(visit|about-you)\\.ts)';

/** `packages` may be imported under `home` only. */
function keptIn(name, packages, home, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: '^src/', pathNot: home },
    to: { path: `(^|node_modules/)(${packages.join('|')})(/|$)` },
  };
}

/** Files under `from` may import nothing of src outside `allowed`. */
function onlyTo(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from },
    to: { path: '^src/', pathNot: allowed },
  };
}

export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'A cycle means two files are one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere would escape every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, dependencyTypesNot: ['npm-optional'] },
    },
    {
      name: 'domain-is-pure',
      comment:
        'core/domain decides: it imports nothing outside itself, no package and no part of node; of the texts, the names alone, as types.',
      severity: 'error',
      from: { path: '^src/core/domain/' },
      to: { pathNot: '^src/core/domain/|^locales/en/' },
    },
    onlyTo('core-to-db', '^src/core/', '^src/(core|db)/', 'core knows the database and nothing above it.'),
    onlyTo(
      'step-is-pure',
      '^src/core/dialogue/step/',
      `^src/core/(dialogue/step/|forms/|domain/|${turnWords}|[a-z]+/(forms/|buttons\\.ts$))`,
      'A step of the dialogue names its effects as values; only its host knows who carries them out.',
    ),
    onlyTo(
      'turn-is-words',
      `^src/core/${turnWords}`,
      `^src/core/(domain/|${turnWords})`,
      'What a step and its effects say to each other is made of values.',
    ),
    onlyTo('db-to-domain', '^src/db/', '^src/(db|core/domain)/', 'db knows the words of the domain, and no verb.'),
    onlyTo(
      'queue-to-db',
      '^src/queue/',
      '^src/(queue|db|core/domain)/',
      'The queue carries ids; who works on them is passed in.',
    ),
    onlyTo(
      'telegram-to-core',
      '^src/bots/telegram/',
      '^src/(bots/telegram|core|files)/',
      'A bot parses, makes one core call or has a file made, renders.',
    ),
    onlyTo(
      'slack-to-core',
      '^src/bots/slack/',
      '^src/(bots/slack|core|files)/',
      'A bot parses, makes one core call or has a file made, renders.',
    ),
    onlyTo(
      'files-below',
      '^src/files/',
      '^src/(files|core)/',
      'Files hold what core tells them in typed cells; they know no database, no bot and no queue.',
    ),
    onlyTo('media-below', '^src/media/', '^src/(media|core)/', 'The media door knows files, and no bot.'),
    onlyTo('config-alone', '^src/config\\.ts$', '^src/config\\.ts$', 'Settings are read before anything else exists.'),
    {
      name: 'sandbox-apart',
      comment: 'The stand-ins are like the real services: reached over HTTP, never imported by what they stand in for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|cli)\\.ts$|^src/(commands|sandbox)/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'sandbox-late',
      comment: 'Loaded once something is emulated, so never in production (test/run/production.test.ts).',
      severity: 'error',
      from: { path: '^src/(main|cli)\\.ts$|^src/commands/[^/]+$' },
      to: { path: '^src/sandbox/', dependencyTypesNot: ['dynamic-import'] },
    },
    onlyTo(
      'page-alone',
      '^src/sandbox/page/',
      '^src/sandbox/page/',
      'The page runs in a browser: it knows the wire alone.',
    ),
    onlyTo(
      'stand-ins-alone',
      '^src/sandbox/(telegram|slack)/',
      '^src/sandbox/(telegram|slack)/',
      'A stand-in knows nothing of the line.',
    ),
    {
      name: 'composition-on-top',
      comment: 'Nothing imports what puts the parts together.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${composition}|^src/sandbox/host/` },
      to: { path: composition },
    },
    keptIn('grammy-in-telegram', ['grammy', '@grammyjs'], '^src/bots/telegram/', 'Telegram stays in its bot.'),
    keptIn('bolt-in-slack', ['@slack'], '^src/bots/slack/', 'Slack stays in its bot.'),
    keptIn(
      'queue-packages',
      ['bullmq', 'ioredis', 'pg', '@types/pg'],
      '^src/queue/',
      'Only the queue knows what carries it.',
    ),
    keptIn('picture-packages', ['sharp', '@img'], '^src/media/', 'Pictures are unpacked in one place.'),
    keptIn('db-packages', ['drizzle-orm', 'postgres'], '^src/db/', 'Others pass a Tx on without looking into it.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The parser reads no JSX. What a component may import its own tsconfig says: a browser's library, no types of Node.
    exclude: { path: '\\.tsx$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
