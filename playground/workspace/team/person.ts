/**
 * A person with an account here, or a stranger from another company's workspace: a plain snapshot,
 * which a change replaces.
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
  /** Only of strangers: the company whose workspace they are of. */
  company: string | undefined;
  deactivated: boolean;
  timeZone: string;
  /** The language in which they read Slack. */
  locale: string;
  /** Its address. */
  picture: string | undefined;
  /** Only of bots. */
  bot: { id: string; appId: string } | undefined;
};

export type PersonKind = 'member' | 'guest' | 'single-channel guest' | 'stranger' | 'bot';

/** A new person; what is left out is derived from the name. */
export type NewPerson = {
  name: string;
  realName?: string;
  displayName?: string;
  email?: string;
  emailConfirmed?: boolean;
  kind?: PersonKind;
  /** Of a stranger; strangers of one company are of one workspace. Without one, each is of their own. */
  company?: string;
  deactivated?: boolean;
  timeZone?: string;
  locale?: string;
  picture?: string;
};
