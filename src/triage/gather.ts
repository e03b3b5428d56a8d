import type { Conversation } from '../conversations/conversation.ts';
import type { Identity } from '../customers/identity.ts';
import { gatherRecords } from '../customers/records/gather-records.ts';
import type { RecordSource } from '../customers/records/record-source.ts';
import type { Category } from '../desk/desk.ts';
import type { TriageStep } from './triage-case.ts';

/** Who the customer is by Slack's word, which alone opens records; the typed email is noted. */
export type IdentifyCustomer = (conversation: Conversation) => Promise<Identity>;

/** Creates the step that works out who the customer really is. */
export function createIdentify({ identify }: { identify: IdentifyCustomer }): TriageStep {
  return {
    name: 'identity',
    async run({ conversation, record }) {
      const identity = await identify(conversation);
      const typedEmail = conversation.typed_email ?? record.classification?.email ?? null;
      return { identity: { ...identity, typedEmail } };
    },
  };
}

/** Creates the step that gathers the records which the category calls for. */
export function createGather({
  source,
  categories,
  onFailure,
}: {
  source: RecordSource | undefined;
  categories: Category[];
  onFailure: (failure: unknown) => void;
}): TriageStep {
  return {
    name: 'context',
    async run({ record: { classification, identity } }) {
      const category = categories.find(({ id }) => id === classification?.category);
      if (!identity)
        throw new Error('The customer must be identified before records are gathered.');
      const context = await gatherRecords({
        source,
        identity,
        sections: category?.context ?? [],
        onFailure,
      });
      return { context };
    },
  };
}
