import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isForbiddenFile, looksForbidden } from '../../../src/slack/reading/forbidden-file.ts';

const forbidden = [
  ['setup.exe', ''],
  ['setup.EXE. ', ''],
  ['invoice.pdf.scr', 'application/pdf'],
  ['run．ｂａｔ', ''],
  ['page.html', 'text/plain'],
  ['drawing.svg', 'image/png'],
  ['report.xlsm', 'application/octet-stream'],
  ['report.docx', 'application/vnd.ms-word.document.macroEnabled.12'],
  ['notes', 'text/html; charset=utf-8'],
  ['notes.txt', 'image/svg+xml'],
  ['notes.txt', 'application/x-msdownload'],
  ['notes.txt', 'text/x-python'],
  ['snippet', 'powershell'],
  ['snippet', 'javascript'],
  ['snippet', 'shell'],
  ['app.apk', ''],
  ['link.lnk', ''],
] as const;

for (const [name, type] of forbidden) {
  test(`a file “${name}” that Slack calls “${type}” is not carried`, () => {
    assert.ok(isForbiddenFile({ names: [name, ''], types: [type, ''] }));
  });
}

const harmless = [
  ['invoice.pdf', 'application/pdf'],
  ['photo.JPG', 'image/jpeg'],
  ['table.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['server.log', 'text/plain'],
  ['data.csv', 'text/csv'],
  ['clip.mp4', 'video/mp4'],
  ['what is an exe', 'text/plain'],
  ['all.zip', 'application/zip'],
] as const;

for (const [name, type] of harmless) {
  test(`a file “${name}” is carried`, () => {
    assert.ok(!isForbiddenFile({ names: [name, name], types: [type, ''] }));
  });
}

test('a program, a script and a page are known by their first bytes', () => {
  const starts = ['MZ\x90', '\x7fELF', '#!/bin/sh', ' <!DOCTYPE html>', '\ufeff<svg ', '<Script>'];

  assert.ok(starts.every((start) => looksForbidden(Buffer.from(start, 'utf8'))));
  assert.ok(looksForbidden(Buffer.from('\ufeff<html>', 'utf16le')));
  assert.ok(!looksForbidden(Buffer.from('%PDF-1.7 <html>')));
  assert.ok(!looksForbidden(Buffer.from('I wrote <html> by hand')));
});
