/**
 * Whoever has an account here or, as a stranger, speaks from another company's workspace.
 * A plain snapshot: what changes it makes a new one.
 */
export type Person = {
  id: string;
  teamId: string;
  name: string;
  realName: string;
  displayName: string;
  email: string | undefined;
  emailConfirmed: boolean;
  kind: PersonKind;
  deactivated: boolean;
  timeZone: string;
  /** Only of bots. */
  bot: { id: string; appId: string } | undefined;
};

export type PersonKind = 'member' | 'guest' | 'single-channel guest' | 'stranger' | 'bot';

/** What a test says about a person; the rest is filled in from the name. */
export type NewPerson = {
  name: string;
  realName?: string;
  displayName?: string;
  email?: string;
  emailConfirmed?: boolean;
  kind?: PersonKind;
  deactivated?: boolean;
  timeZone?: string;
};
