// A process of its own that holds an embedded database open until it is ended: `hold-embedded.ts DATA_DIR`.
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';

const [dataDir = ''] = process.argv.slice(2);
startEmbeddedPostgres({ dataDir })
  .then((server) => {
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
    process.send?.({ url: server.url });
  })
  .catch((error: Error) => {
    process.send?.({ refused: error.message });
    process.exitCode = 1;
    process.disconnect?.();
  });
