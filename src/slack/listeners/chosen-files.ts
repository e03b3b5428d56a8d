import type { Queries } from '../../database/open-database.ts';
import type { FileLimits } from '../../desk/desk.ts';
import { type CarriedAccount, carriedOn } from '../../tickets/carried-bytes-store.ts';
import { type FileInfo, kindOf } from '../reading/file-info.ts';
import { isForbiddenFile } from '../reading/forbidden-file.ts';
import { inBytes } from '../sending/read-file.ts';
import { type FileRefusal, fileRefusal } from './answers.ts';

/** Why the files that an agent has chosen cannot be sent. They are checked again when they are. */
export async function objectionToFiles(
  files: FileInfo[],
  {
    queries,
    limits,
    account,
    at,
  }: {
    queries: Queries;
    limits: FileLimits | undefined;
    account: CarriedAccount;
    at: Date;
  },
): Promise<string | undefined> {
  if (files.length === 0) return undefined;
  const refusal = limits
    ? (outsideLimits(files, limits) ?? (await tooMuchToday(limits)))
    : ({ because: 'no-scopes' } as const);
  return refusal && fileRefusal(refusal);

  async function tooMuchToday({
    megabytesPerCustomerAndDay: megabytes,
  }: FileLimits): Promise<FileRefusal | undefined> {
    const sum = files.reduce((bytes, { size }) => bytes + (size ?? 0), 0);
    const carried = await carriedOn(queries, account, at);
    return carried + sum > inBytes(megabytes)
      ? { because: 'too-much-today', megabytes }
      : undefined;
  }
}

function outsideLimits(
  files: FileInfo[],
  { perMessage, megabytes }: FileLimits,
): FileRefusal | undefined {
  if (files.length > perMessage) return { because: 'too-many', most: perMessage };
  for (const file of files) {
    const { name } = file;
    if (isForbiddenFile(kindOf(file))) return { because: 'forbidden-kind', name };
    if (file.isExternal) return { because: 'external', name };
    if ((file.size ?? 0) > inBytes(megabytes)) return { because: 'too-big', name, megabytes };
  }
  return undefined;
}
