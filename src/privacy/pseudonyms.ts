import { emailPattern } from './find-emails.ts';
import { phoneDigits, replacePhones } from './find-phones.ts';

/** Hides emails and phone numbers from a model and puts them back into its answer. */
export type Pseudonyms = {
  /** Call it once on each text: a pseudonym in it is treated as the customer's own text. */
  hide: (text: string) => string;
  /** Puts back what was hidden, also where a model dropped the brackets or changed the case. */
  reveal: (text: string) => string;
};

type Kind = 'EMAIL' | 'PHONE';

const pseudonym = /<?(?<![\p{L}\d_])(EMAIL|PHONE)\\?_(\d{1,6})(?![\p{L}\d_])>?/giu;

/**
 * Makes pseudonyms such as `<EMAIL_1>`. The same email, in any case, or the same phone number,
 * in any grouping, gets the same one, so that a model can still distinguish people.
 *
 * A customer who types `<EMAIL_1>` gets that back: it is itself hidden behind a pseudonym.
 */
export function createPseudonyms(): Pseudonyms {
  const numberOf = { EMAIL: new Map<string, number>(), PHONE: new Map<string, number>() };
  const hidden = new Map<string, string>();

  const hideOne = (kind: Kind, value: string, identity: string) => {
    const numbers = numberOf[kind];
    const number = numbers.get(identity) ?? numbers.size + 1;
    numbers.set(identity, number);
    const name = `${kind}_${number}`;
    if (!hidden.has(name)) hidden.set(name, value);
    return `<${name}>`;
  };

  return {
    hide: (text) => {
      const withoutOwn = text.replace(pseudonym, (typed, kind: string) =>
        hideOne(kind.toUpperCase() === 'EMAIL' ? 'EMAIL' : 'PHONE', typed, typed),
      );
      const withoutEmails = withoutOwn.replace(emailPattern, (email) =>
        hideOne('EMAIL', email, email.toLowerCase()),
      );
      return replacePhones(withoutEmails, (phone) => hideOne('PHONE', phone, phoneDigits(phone)));
    },
    reveal: (text) =>
      text.replace(
        pseudonym,
        (shown, kind: string, number: string) =>
          hidden.get(`${kind.toUpperCase()}_${Number(number)}`) ?? shown,
      ),
  };
}
