import { z } from 'zod';
import { cleanTexts } from '../../clean-text.ts';
import type { SectionId } from '../../desk/desk.ts';
import type { Identity } from '../identity.ts';
import { startDeadline } from './deadline.ts';
import { notice } from './notice-in-facts.ts';
import type { RecordSource } from './record-source.ts';
import { type Account, AccountMatch, type CustomerRecords, Fact, type Section } from './records.ts';
import { isPublic, sectionTitles } from './section.ts';

type RecordsRequest = {
  /** Undefined when the company has configured none. */
  source: RecordSource | undefined;
  identity: Identity;
  sections: readonly SectionId[];
  /** For all readings together. */
  deadlineMs?: number;
  /** Receives the reason for each reading that failed; the ticket says only that records are missing. */
  onFailure?: (failure: unknown) => void;
};

/**
 * Gathers the records that a category calls for.
 *
 * Personal records are read only for a trusted email that belongs to exactly one account. It never
 * throws because of the source: a reading that fails or passes the deadline costs records, not a
 * ticket.
 */
export async function gatherRecords(request: RecordsRequest): Promise<CustomerRecords> {
  const { source, identity, deadlineMs = 5_000, onFailure } = request;
  if (!source) return { account: { status: 'no-source' }, sections: [] };

  const attempts = startAttempts({ deadlineMs, onFailure });
  try {
    const match = await attempts.make(findAccount(source, identity));
    const account = match?.status === 'found' ? match.account : undefined;
    const readings = request.sections.map((section) => readSection({ source, section, account }));
    const sections = await Promise.all(readings.map(attempts.make));
    return {
      account: match && !attempts.haveFailed() ? cleanMatch(match) : { status: 'unavailable' },
      sections: sections.filter((section) => section !== undefined),
    };
  } finally {
    attempts.end();
  }
}

function startAttempts({
  deadlineMs,
  onFailure = () => {},
}: {
  deadlineMs: number;
  onFailure: RecordsRequest['onFailure'];
}) {
  const deadline = startDeadline(deadlineMs);
  let failed = false;
  return {
    make: <T>(reading: Promise<T>): Promise<T | undefined> =>
      deadline.wait(reading).catch((failure) => {
        failed = true;
        onFailure(failure);
        return undefined;
      }),
    haveFailed: () => failed,
    end: deadline.stop,
  };
}

async function findAccount(source: RecordSource, { email }: Identity): Promise<AccountMatch> {
  if (email.status === 'untrusted') return { status: 'untrusted-email' };
  const [account, another] = await source.findAccounts(email.address);
  if (!account) return { status: 'unknown' };
  if (another) return { status: 'ambiguous' };
  return { status: 'found', account };
}

/** Only now: the source is asked for the account by the id that it gave. */
function cleanMatch(match: AccountMatch): AccountMatch {
  return AccountMatch.parse(cleanTexts(match));
}

type Reading = { source: RecordSource; section: SectionId; account: Account | undefined };

async function readSection(reading: Reading): Promise<Section | undefined> {
  const { section } = reading;
  const read = await readFacts(reading);
  if (!read) return undefined;
  const facts = z.array(Fact).parse(cleanTexts(read));
  const noticed = notice(facts);
  return {
    section,
    title: sectionTitles[section],
    personal: !isPublic(section),
    facts,
    ...(noticed.length > 0 && { noticed }),
  };
}

/** Undefined for a section that the source does not offer, and for a personal one of nobody. */
async function readFacts({ source, section, account }: Reading): Promise<Fact[] | undefined> {
  if (isPublic(section)) return source.sections[section]?.();
  return account && source.sections[section]?.(account);
}
