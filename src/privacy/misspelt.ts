/** Whether a word is “password”, in one of some languages, with typing errors. */
export function isMisspelt(word: string): boolean {
  if (word.length < 6 || word.length > 12 || !/^[pkcw]/.test(word)) return false;
  return CORRECT.some((correct) => {
    // “passport” is two letters away; what has no w is another word.
    const most = correct.startsWith('passw') && /[wv]/.test(word.slice(2)) ? 2 : 1;
    return word[0] === correct[0] && distance(word, correct) <= most;
  });
}

const CORRECT = ['password', 'passwords', 'passwort', 'kennwort', 'contrasena', 'wachtwoord'];

/** How many letters were left out, added, changed or swapped with the next. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 9) + 1,
          (current[column - 1] ?? 9) + 1,
          (last[column - 1] ?? 9) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 9) + 1 : 9,
        ),
      );
    }
    before = last;
    last = current;
  }
  return last[other.length] ?? 9;
}
