import type { KnownBlock } from '@slack/web-api';
import { appTitle } from '../../conversations/transcript.ts';
import type { Identity, ProfileEmail, UntrustedReason } from '../../customers/identity.ts';
import { clip } from './clip.ts';
import { paragraph } from './rich-text.ts';

const LONGEST_NAME = 120;
const LONGEST_EMAIL = 200;

/** Who the customer is, and whether their email can be trusted; it is for agents alone. */
export function customerBlock(
  identity: Identity | undefined,
  withheld: string | undefined,
): KnownBlock {
  if (!identity) return paragraph({ bold: 'Customer: ' }, 'unknown');
  const { name, email } = identity;
  if (email.status === 'untrusted' && email.reason === 'app') {
    const app = appTitle(clip(name, LONGEST_NAME));
    return paragraph(
      { bold: 'Customer: ' },
      `${app}\n${trustText(email)}${typedText(identity, withheld)}`,
    );
  }
  const isShown = email.status === 'trusted' && withheld === undefined;
  const address = isShown ? ` · ${clip(email.address, LONGEST_EMAIL)}` : '';
  const words = `${clip(name, LONGEST_NAME)}${address}\n${reportText(identity)}${trustText(email)}${typedText(identity, withheld)}`;
  return paragraph({ bold: 'Customer: ' }, words);
}

function reportText({ reportedBy }: Identity): string {
  if (reportedBy === undefined) return '';
  return `Named by ${reportedBy === '' ? 'an app' : `the app ${clip(reportedBy, LONGEST_NAME)}`}. `;
}

/** Whether it is certain who the customer is, in one sentence for agents. */
export function trustText(email: ProfileEmail): string {
  return email.status === 'trusted' ? 'Email confirmed by Slack.' : untrusted[email.reason];
}

const untrusted: Record<UntrustedReason, string> = {
  guest: 'A guest of this workspace.',
  stranger: 'A member of another workspace.',
  deactivated: 'Their Slack account is deactivated.',
  unconfirmed: 'They have not confirmed the email in their Slack profile.',
  'no-email': 'Their Slack profile shows no email.',
  'profile-unavailable': 'Their Slack profile could not be read.',
  'reported-by-app': 'They have not written themselves yet.',
  app: 'It was posted by an app, so it is not known who the customer is.',
};

/** The email that was typed, where it is another. */
function typedText({ email, typedEmail }: Identity, withheld: string | undefined): string {
  if (typedEmail === null) return '';
  const isSame =
    email.status === 'trusted' && email.address.toLowerCase() === typedEmail.toLowerCase();
  if (isSame) return '';
  if (withheld !== undefined) return ' They typed another email, which is not confirmed.';
  return ` They typed ${clip(typedEmail, LONGEST_EMAIL)}, which is not confirmed.`;
}
