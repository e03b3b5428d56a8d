import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { createPseudonyms } from '../../src/privacy/pseudonyms.ts';

const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

test("every country's numbers are hidden, and one number has one pseudonym however it is written", () => {
  for (const number of numbers) {
    const { hide } = createPseudonyms();
    const written = [
      number.number,
      number.formatInternational(),
      number.formatInternational().replaceAll(' ', '-'),
      number.formatInternational().replace('+', '00'),
    ];

    const hidden = hide(`Reach me: ${written.join(', ')}, thanks`);

    const expected = 'Reach me: <PHONE_1>, <PHONE_1>, <PHONE_1>, <PHONE_1>, thanks';
    assert.equal(hidden, expected, written.join(', '));
  }
});

test("every country's numbers are hidden where they are called one, without the country's code", () => {
  const ofUsualLength = numbers.filter(({ nationalNumber }) => nationalNumber.length > 5);

  for (const number of ofUsualLength) {
    const { hide } = createPseudonyms();

    assert.equal(hide(`Phone: ${number.formatNational()}.`), 'Phone: <PHONE_1>.', describe(number));
  }
});

test('numbers with an area of one digit, and with signs in between, are hidden', () => {
  const phones = [
    '+81 3 1234 5678',
    '+61 2 1234 5678',
    '+353 1 123 4567',
    '+32 2 123 45 67',
    '+7 (495) 123-45-67',
    '+55 (11) 91234-5678',
    '+33 1.23.45.67.89',
    '0033 1 23 45 67 89',
  ];

  for (const phone of phones) {
    const { hide } = createPseudonyms();

    assert.equal(hide(`Call ${phone}, please`), 'Call <PHONE_1>, please');
  }
});

test('a number with its optional zero and one without the country code of 1 are the same number', () => {
  const { hide } = createPseudonyms();

  assert.equal(
    hide('+44 (0)20 7946 0958 is +44 20 7946 0958, (555) 123-4567 is +1 555 123 4567'),
    '<PHONE_1> is <PHONE_1>, <PHONE_2> is <PHONE_2>',
  );
});

function describe({ country, nationalNumber }: PhoneNumber): string {
  return `${country} ${nationalNumber}`;
}
