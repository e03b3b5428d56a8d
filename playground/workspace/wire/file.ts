import type { File } from '../team/message.ts';
import type { Team } from '../team/team.ts';

/**
 * A file as a message names it. Of one that its author took back only the id is left, and of one in a
 * channel with another organisation there may be no more before `files.info` is asked.
 *
 * @see https://docs.slack.dev/reference/objects/file-object
 */
export function slackFile(file: File, team: Team) {
  if (file.mode === 'tombstone') return { id: file.id, mode: 'tombstone' };
  if (file.isStub) {
    const nothing = { created: 0, timestamp: 0, user: '' };
    return { id: file.id, mode: 'file_access', file_access: 'check_file_info', ...nothing };
  }
  return wholeFile(file, team);
}

/** A file as `files.info` describes it. */
export function wholeFile(file: File, team: Team) {
  const path = `${team.id}-${file.id}/${encodeURIComponent(file.name)}`;
  const address = `${team.filesOrigin()}/files-pri/${path}`;
  const isExternal = file.mode === 'external';
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.name,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1),
    size: file.size,
    user: file.user,
    user_team: team.id,
    mode: file.mode,
    is_external: isExternal,
    is_public: false,
    url_private: file.address ?? address,
    ...(isExternal ? {} : { url_private_download: `${address}?download=1` }),
    permalink: `https://${team.domain}.slack.com/files/${file.user}/${file.id}`,
    file_access: 'visible',
  };
}
