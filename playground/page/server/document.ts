/** The only page; its script renders everything in it. */
export const document = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Handoff playground</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<div id="page"></div>
<noscript>The playground needs JavaScript.</noscript>
<script type="module" src="/page.js"></script>
</html>
`;

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#1f3a5f"/>
<path d="M9 8v16M9 16h10M23 8v6M23 18v6" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/>
<path d="m17 11.5 5 4.5-5 4.5" stroke="#5fd0a5" stroke-width="3" fill="none" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;
