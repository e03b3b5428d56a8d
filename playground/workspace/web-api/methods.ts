import { appMethods } from './apps.ts';
import { assistantMethods } from './assistant.ts';
import { authMethods } from './auth.ts';
import { botMethods } from './bots.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Methods } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { sessionMethods } from './sessions.ts';
import { teamMethods } from './team.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every method that this workspace answers; Slack has some three hundred more. */
export function allMethods(deps: { openSocketUrl: () => string }): Methods {
  return {
    ...authMethods,
    ...botMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...historyMethods,
    ...userMethods,
    ...teamMethods,
    ...viewMethods,
    ...reactionMethods,
    ...assistantMethods,
    ...sessionMethods,
    ...appMethods(deps),
  };
}
