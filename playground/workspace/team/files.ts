import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { File } from './message.ts';

/** A file before it has an id. */
export type NewContent = Pick<File, 'name' | 'user'> & Partial<File> & { bytes: Uint8Array };

/** The files of the workspace with their bytes, and the uploads that an app has announced. */
export type Files = {
  add: (file: NewContent) => File;
  /** Announces an upload; what is sent under the ticket must be of this length. */
  announce: (file: Pick<File, 'name' | 'user'> & { length: number }) => {
    ticket: string;
    id: string;
  };
  /** Takes an announced upload in; false where there is none, or the length is another. */
  receive: (ticket: string, bytes: Uint8Array) => boolean;
  /** A file that is here with its bytes. */
  find: (id: string) => File | undefined;
  wasDeleted: (id: string) => boolean;
  bytesOf: (id: string) => Uint8Array | undefined;
  delete: (id: string) => void;
  /** Whether `files.info` says by now where a file was shared: Slack does not at the first looks. */
  showsShares: (id: string) => boolean;
};

export function createFiles({
  ids,
  clock,
  sharesAfterLooks = 1,
}: {
  ids: Ids;
  clock: Clock;
  /** How many looks find no shares yet. */
  sharesAfterLooks?: number | undefined;
}): Files {
  const files = new Map<string, { file: File; bytes: Uint8Array }>();
  const announced = new Map<string, Pick<File, 'id' | 'name' | 'user'> & { length: number }>();
  const deleted = new Set<string>();
  const looks = new Map<string, number>();

  const keep = ({ bytes, ...more }: NewContent, id: string) => {
    const file = { ...blank, size: bytes.length, created: clock.seconds(), ...more, id };
    files.set(id, { file, bytes });
    return file;
  };

  return {
    add: (file) => keep(file, ids.next('F')),
    announce({ name, user, length }) {
      const id = ids.next('F');
      const ticket = `${ids.next('U')}${id}`;
      announced.set(ticket, { id, name, user, length });
      return { ticket, id };
    },
    receive(ticket, bytes) {
      const upload = announced.get(ticket);
      if (upload?.length !== bytes.length) return false;
      announced.delete(ticket);
      keep({ name: upload.name, user: upload.user, bytes }, upload.id);
      return true;
    },
    find: (id) => files.get(id)?.file,
    wasDeleted: (id) => deleted.has(id),
    bytesOf: (id) => files.get(id)?.bytes,
    delete(id) {
      files.delete(id);
      deleted.add(id);
    },
    showsShares(id) {
      const before = looks.get(id) ?? 0;
      looks.set(id, before + 1);
      return before >= sharesAfterLooks;
    },
  };
}

const blank = {
  mimetype: 'application/octet-stream',
  mode: 'hosted',
  address: undefined,
  isStub: false,
} as const;
