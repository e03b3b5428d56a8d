import type { ContextSourceId } from '../desk/desk.ts';
import type { Context, Records, Section } from './context.ts';
import { contextSources } from './context-sources.ts';
import type { CustomerDirectory } from './customer-directory.ts';
import { startDeadline } from './deadline.ts';
import type { Identity } from './identity.ts';

type ContextRequest = {
  /** Undefined when the company has configured none. */
  directory: CustomerDirectory | undefined;
  identity: Identity;
  sources: readonly ContextSourceId[];
  deadlineMs?: number;
  /** Hears why records are missing; the ticket's reader is only told that they are. */
  onFailure?: (failure: unknown) => void;
};

/**
 * Gathers the records that a category calls for, as far as the customer may be believed.
 *
 * Personal records are read only for a vouched email that belongs to exactly one account. It never
 * throws because of the directory: what fails or outlasts the deadline costs records, not a ticket.
 */
export async function gatherContext(request: ContextRequest): Promise<Context> {
  const { directory, identity, sources, deadlineMs = 5_000, onFailure } = request;
  if (!directory) return { records: { status: 'no-directory' }, sections: [] };

  const attempts = startAttempts({ deadlineMs, onFailure });
  try {
    const records = await attempts.make(findRecords(directory, identity));
    const customerId = records?.status === 'found' ? records.customer.id : undefined;
    const readings = sources.map((source) => readSection({ directory, source, customerId }));
    const sections = await Promise.all(readings.map(attempts.make));
    return {
      records: records && !attempts.haveFailed() ? records : { status: 'directory-down' },
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
  onFailure: ContextRequest['onFailure'];
}) {
  const deadline = startDeadline(deadlineMs);
  let failed = false;
  return {
    make: <T>(reading: Promise<T>): Promise<T | undefined> =>
      deadline.beat(reading).catch((failure) => {
        failed = true;
        onFailure(failure);
        return undefined;
      }),
    haveFailed: () => failed,
    end: deadline.stop,
  };
}

async function findRecords(directory: CustomerDirectory, identity: Identity): Promise<Records> {
  if (identity.voucher.status === 'not-vouched') return { status: 'not-vouched' };
  const [customer, another] = await directory.findByEmail(identity.voucher.email);
  if (!customer) return { status: 'unknown' };
  if (another) return { status: 'ambiguous' };
  return { status: 'found', customer };
}

type SectionRequest = {
  directory: CustomerDirectory;
  source: ContextSourceId;
  customerId: string | undefined;
};

async function readSection(request: SectionRequest): Promise<Section | undefined> {
  const { directory, source, customerId } = request;
  const { title, ...kind } = contextSources[source];
  if (!kind.personal) return { source, title, personal: false, facts: await kind.read(directory) };
  if (customerId === undefined) return undefined;
  return { source, title, personal: true, facts: await kind.read(directory, customerId) };
}
