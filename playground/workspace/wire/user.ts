import type { Person } from '../team/person.ts';

/**
 * A user as `users.info` shows it: with the locale only where that is asked for.
 *
 * @see https://docs.slack.dev/reference/objects/user-object
 * @see https://api.slack.com/changelog/2017-09-locale-locale-locale
 */
export function slackUser(
  person: Person,
  { withEmail, withLocale }: { withEmail: boolean; withLocale: boolean },
) {
  const stranger = person.kind === 'stranger';
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deactivated,
    color: '9f69e7',
    real_name: person.realName,
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: 0,
    profile: profile(person, withEmail),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.kind === 'guest' || person.kind === 'single-channel guest',
    is_ultra_restricted: person.kind === 'single-channel guest',
    is_bot: person.kind === 'bot',
    is_app_user: false,
    is_stranger: stranger,
    is_email_confirmed: person.email !== undefined && person.emailConfirmed,
    who_can_share_contact_card: 'EVERYONE',
    updated: 0,
    ...(withLocale && { locale: person.locale }),
  };
}

function profile(person: Person, withEmail: boolean) {
  const [first_name = '', ...rest] = person.realName.split(' ');
  const hidden = !withEmail || person.email === undefined;
  return {
    title: '',
    phone: '',
    skype: '',
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.displayName,
    display_name_normalized: person.displayName,
    first_name,
    last_name: rest.join(' '),
    avatar_hash: '',
    status_text: '',
    status_emoji: '',
    team: person.teamId,
    ...(person.picture ? { image_72: person.picture, image_192: person.picture } : {}),
    ...(hidden ? {} : { email: person.email }),
    ...(person.bot ? { bot_id: person.bot.id, api_app_id: person.bot.appId } : {}),
  };
}
