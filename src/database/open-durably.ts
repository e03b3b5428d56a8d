import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { z } from 'zod';

/**
 * Opens PGlite in a folder so that every commit has reached the disk before it counts. By itself
 * PGlite starts PostgreSQL with `-F`, no fsync at all; and of the two ways to sync its log only
 * `fsync` gets through, since Emscripten answers `fdatasync` without doing anything.
 */
export function openDurably(folder: string): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableNodeFs(folder),
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      ...['-c', 'wal_sync_method=fsync'],
    ],
  });
}

/**
 * Keeps PGlite's files in a folder and hands every fsync on to the disk. The plain `NodeFS` has no
 * fsync callback, so PostgreSQL's own calls end in nothing and a power cut loses commits.
 */
class DurableNodeFs extends NodeFS {
  override async init(pglite: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: { NODEFS: unknown }) => syncToDisk(NodeFileSystem.parse(module.NODEFS)),
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/** The part of Emscripten's NODEFS that is completed here; its types do not show it. */
const NodeFileSystem = z.custom<{
  stream_ops: { fsync?: (stream: OpenFile) => number };
  realPath: (node: unknown) => string;
}>((value) => typeof value === 'object' && value !== null && 'stream_ops' in value);

type OpenFile = { nfd?: number; node: unknown };

function syncToDisk(fileSystem: z.infer<typeof NodeFileSystem>): void {
  fileSystem.stream_ops.fsync = ({ nfd, node }) => {
    if (nfd === undefined) syncFolder(fileSystem.realPath(node));
    else fdatasyncSync(nfd);
    return 0;
  };
}

/** Emscripten opens no descriptor for a folder, so one is opened for the length of the call. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
