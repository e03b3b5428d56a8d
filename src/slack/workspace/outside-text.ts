import { z } from 'zod';
import { cleanName, cleanText } from '../../clean-text.ts';

export const OutsideText = z.string().transform(cleanText);
export const OutsideName = z.string().transform(cleanName);

/** The id of a user, a channel, a bot, a file or a workspace. */
export const SlackId = z.string().regex(/^[\w.-]{1,100}$/);

/** Slack's time of a message, which names it in its channel: seconds since 1970 with decimals. */
export const SlackTs = z.string().regex(/^-?\d{1,10}(?:\.\d{1,9})?$/);
