import { type Finding, findAll } from './finding.ts';

/** Keys in the form that their issuers gave them so that they can be found. */
const issued = [
  // Slack, and its incoming webhooks
  'xox[a-z](?:\\.xox[a-z])?-[\\w-]{8,}',
  'xapp-[\\w-]{8,}',
  'xwfp-[\\w-]{8,}',
  '(?<=hooks\\.slack\\.com/(?:services|workflows|triggers)/)[\\w/]{16,}',
  // OpenAI, Anthropic, OpenRouter, DeepSeek and others; Groq, xAI, Perplexity, Replicate, Hugging Face
  'sk-[\\w-]{12,}',
  'gsk_\\w{20,}',
  'xai-[\\w-]{20,}',
  'pplx-[\\w-]{20,}',
  'r8_\\w{20,}',
  'hf_\\w{16,}',
  // Stripe and webhooks of the standard
  '[srp]k_(?:live|test)_\\w{8,}',
  'whsec_[\\w+/=-]{12,}',
  // GitHub, GitLab, Bitbucket, Atlassian
  'gh[oprsu]_\\w{16,}',
  'github_pat_\\w{16,}',
  'gl(?:pat|ptt|rt|dt|soat|cbt|ft|imt|agent|oas)-[\\w.-]{12,}',
  'ATBB[\\w-]{16,}',
  'AT(?:ATT|CTT)3[\\w=.-]{16,}',
  // Registries
  'npm_\\w{20,}',
  'pypi-[\\w-]{16,}',
  'rubygems_[a-f\\d]{20,}',
  'cio\\w{28,}',
  'dckr_(?:pat|oat)_[\\w-]{16,}',
  // AWS, Google, Azure, DigitalOcean, Cloudflare, Vercel, Heroku, Fly, Render, Supabase
  '(?:A[KS]IA|ABIA|ACCA)[A-Z\\d]{12,}',
  'AIza[\\w-]{30,}',
  'ya29\\.[\\w.-]{16,}',
  'GOCSPX-[\\w-]{16,}',
  '1//0[\\w-]{20,}',
  'do[oprs]_v1_[a-f\\d]{20,}',
  'v1\\.0-[a-f\\d]{20,}-[a-f\\d]{60,}',
  'HRKU-[\\w-]{20,}',
  'FlyV1 fm\\d_[\\w+/=-]{20,}',
  'rnd_\\w{20,}',
  'sb(?:p|_secret|_publishable)_\\w{20,}',
  'vercel_\\w{20,}',
  // Payment, shops, mail, telephony, maps
  'sq0(?:atp|csp)-[\\w-]{16,}',
  'EAAA[\\w-]{40,}',
  'shp(?:at|ca|pa|ss|ua|tka)_[a-f\\d]{20,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'key-[a-f\\d]{32}',
  '[a-f\\d]{32}-us\\d{1,2}',
  'xkeysib-[\\w-]{20,}',
  're_\\w{8,}_\\w{16,}',
  '(?:SK|AC)[a-f\\d]{32}',
  'sk\\.eyJ[\\w.-]{20,}',
  // Work: Linear, Notion, Airtable, Asana, Figma, Postman, HubSpot, Typeform, Dropbox, Zoho
  'lin_(?:api|oauth)_\\w{16,}',
  '(?:secret|ntn)_\\w{30,}',
  'pat\\w{14}\\.[a-f\\d]{40,}',
  'fig[doru]_[\\w-]{20,}',
  'PMAK-[\\w-]{20,}',
  'pat-(?:na|eu)\\d-[a-f\\d-]{20,}',
  'tfp_[\\w-]{20,}',
  'sl\\.[\\w-]{40,}',
  '1000\\.[a-f\\d]{32}\\.[a-f\\d]{32}',
  // Operation: Vault, Terraform, Grafana, Datadog, New Relic, Sentry, Doppler, Pulumi, Databricks, Snyk
  'hv[sbr]\\.[\\w-]{16,}',
  '[\\w]{14}\\.atlasv1\\.[\\w-]{30,}',
  'gl(?:c|sa)_[\\w+/=-]{20,}',
  'NRAK-\\w{16,}',
  'sntr(?:ys|yu)_[\\w+/=.-]{20,}',
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{20,}',
  'pul-[a-f\\d]{20,}',
  'dapi[a-f\\d]{32}',
  'tskey-[\\w-]{16,}',
  'sgp_[\\w-]{20,}',
  'AGE-SECRET-KEY-1[A-Z\\d]{20,}',
  // Telegram, Discord, JSON web tokens
  '\\d{8,10}:AA[\\w-]{30,}',
  '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}',
  'eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]{0,}){0,3}',
];

// Only at the beginning of a word: otherwise a long word would be read again from each character.
const issuedToken = new RegExp(`(?<![\\w-])(?:${issued.join('|')})`, 'g');
const bearerToken = /\b(?:Bearer|Basic) {1,3}([\w.~+/-]{16,}={0,2})/dgi;
const passwordInUrl = /:\/\/[^\s/@:\ue000]{1,100}:([^\s/@\ue000]{1,100})(?=@)/dg;
/** `curl -u jane:…` */
const basicUser = /(?<=\s(?:-u|--user)[ =]['"]?)[^\s:'"\ue000]{1,100}:([^\s'"\ue000]{1,100})/dg;
const inParameter =
  /(?<=[?&;#])(?:[\w-]{0,30}?(?:token|secret|password|passwd|passwort|api-?_?key|access-?_?key|account-?_?key|shared-?_?access-?_?key(?:name)?|signature|sig|jwt|auth|otp))=([^\s&;"'<>\ue000]{6,400})/dgi;
// A key whose end was cut off is found too.
const privateKey =
  /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g;
const puttyKey = /PuTTY-User-Key-File-\d: [\s\S]*?(?:Private-MAC: [a-f\d]+|$)/g;
/** A long word of no known issuer: not in an address or a path, and no hash or UUID, which have one case. */
const longWord = /(?<![\w/=.?&%#:@+-])[A-Za-z\d+/_-]{32,200}={0,2}(?![\w/.@-])/g;

/** Finds API keys, bearer tokens, secrets in addresses, and private keys. */
export function findTokens(text: string): Finding[] {
  return [
    ...findAll(text, privateKey, 'private key'),
    ...findAll(text, puttyKey, 'private key'),
    ...findAll(text, issuedToken, 'token'),
    ...findAll(text, bearerToken, 'token'),
    ...findAll(text, passwordInUrl, 'password'),
    ...findAll(text, basicUser, 'password'),
    ...findAll(text, inParameter, 'token').filter(({ start, end }) =>
      /\d/.test(text.slice(start, end)),
    ),
    ...findAll(text, longWord, 'token').filter(({ start, end }) =>
      isRandom(text.slice(start, end)),
    ),
  ];
}

function isRandom(word: string): boolean {
  const digits = word.match(/\d/g)?.length ?? 0;
  return digits > 2 && /[a-z]/.test(word) && /[A-Z]/.test(word) && !/[a-z]{9}/.test(word);
}
