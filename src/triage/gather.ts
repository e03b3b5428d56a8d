import type { Conversation } from '../conversations/conversation.ts';
import type { CustomerDirectory } from '../customers/customer-directory.ts';
import { gatherContext } from '../customers/gather-context.ts';
import type { Identity } from '../customers/identity.ts';
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
  directory,
  categories,
  onDirectoryFailure,
}: {
  directory: CustomerDirectory | undefined;
  categories: Category[];
  onDirectoryFailure: (failure: unknown) => void;
}): TriageStep {
  return {
    name: 'context',
    async run({ record: { classification, identity } }) {
      const category = categories.find(({ id }) => id === classification?.category);
      if (!identity)
        throw new Error('The customer must be identified before records are gathered.');
      const context = await gatherContext({
        directory,
        identity,
        sources: category?.context ?? [],
        onFailure: onDirectoryFailure,
      });
      return { context };
    },
  };
}
