import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { asUtf8 } from '../src/studio/diagram/file/encoding.js';
import { Original } from '../src/studio/diagram/file/original.js';
import { readXML, writeXML } from '../src/studio/diagram/file/xml.js';

const SHIPPED = new URL('../../processes/kerja_sama_dalam_negeri/kerja_sama_dalam_negeri.bpmn', import.meta.url);

// A file as somebody wrote it, and what a modeler writes of it: it knows neither comments, <x:odd> nor lost="", and adds
// seen="" and <plane>.
const FILE = `<?xml version='1.0'?>
<!-- ours -->
<definitions xmlns="bpmn" xmlns:x="urn:x">
\t<process id='p' lost="1"   name="Ä &amp; B">
\t\t<x:odd a="x:1"/><!-- why -->
\t\t<task id="a" name="A"><![CDATA[]]></task>
\t\t<task id="b" name="B" x:keep="1"><incoming>f</incoming><x:inner/></task>
\t</process>
\t<shape id="a_di" bpmnElement="a"><at x="12.0" y="1"/></shape>
\t<shape id="odd_di" bpmnElement="odd"/>
\t<shape id="lost_di" bpmnElement="b"><x:colour/></shape>
</definitions>
<!-- end -->
`;
const WRITTEN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="bpmn" xmlns:x="urn:x">
  <process id="p" name="Ä &amp; B" seen="true">
    <task id="a" name="A" />
    <task id="b" name="B" x:keep="1">
      <incoming>f</incoming>
    </task>
  </process>
  <shape id="a_di" bpmnElement="a">
    <at x="12" y="1" />
  </shape>
  <plane id="p_plane" />
</definitions>
`;

/** The file after `from` was changed into `to` in what the modeler writes. */
function changed(from, to) {
  assert.ok(WRITTEN.includes(from));
  return new Original(FILE, WRITTEN).changedTo(WRITTEN.replace(from, to));
}

/** Assert that the file differs from what it was only by `from`, which is `to` now. */
function differs(text, from, to) {
  assert.ok(FILE.includes(from));
  assert.equal(text, FILE.replace(from, to));
}

test('what is read is written as it was', () => {
  for (const text of [FILE, WRITTEN, readFileSync(SHIPPED, 'utf8')]) {
    const { root, rest } = readXML(text);
    assert.equal(writeXML(root) + rest, text);
  }
});

test('what isn’t well-formed is refused', () => {
  for (const text of ['', '<a>', '<a></b>', '<a/><b/>', '<a><b></a></b>']) assert.throws(() => readXML(text), Error);
});

test('an unchanged file is the file, whatever the modeler makes of it', () => {
  assert.equal(new Original(FILE, WRITTEN).changedTo(WRITTEN), FILE);
  assert.equal(new Original(FILE, WRITTEN).changedTo(`${WRITTEN}\n`), FILE);
});

test('a changed attribute is the only one that is written anew', () => {
  differs(changed('name="Ä &amp; B"', 'name="C"'), 'name="Ä &amp; B"', 'name="C"');
  differs(changed('<at x="12" y="1" />', '<at x="12" y="2" />'), 'y="1"', 'y="2"');
  differs(changed('seen="true"', 'seen="false"'), 'name="Ä &amp; B"', 'name="Ä &amp; B" seen="false"');
  differs(changed(' x:keep="1"', ''), ' x:keep="1"', '');
});

test('a changed text is written anew, also where only its white space has changed', () => {
  const file = '<d><t><![CDATA[a]]></t><u>b</u></d>';
  const written = '<d>\n  <t>a</t>\n  <u>b</u>\n</d>';
  assert.equal(new Original(file, written).changedTo(written.replace('>b<', '>b <')), file.replace('>b<', '>b <'));
});

test('a new element stands after the one that it follows', () => {
  differs(changed('<task id="a" name="A" />', '<task id="a" name="A" />\n    <task id="c" />'), '</task>\n\t\t<task id="b"', '</task>\n    <task id="c" />\n\t\t<task id="b"');
});

test('an element that is deleted goes with its comment, its unknown parts and its shape', () => {
  const task = /\t\t<task id="b".*<\/task>\n/.exec(FILE)[0];
  const shape = /\t<shape id="lost_di".*<\/shape>\n/.exec(FILE)[0];
  const text = new Original(FILE, WRITTEN).changedTo(WRITTEN.replace(/ *<task id="b"[^]*?<\/task>\n/, ''));
  assert.equal(text, FILE.replace(task, '').replace(shape, ''));
  const without = changed('    <task id="a" name="A" />\n', '');
  assert.ok(!without.includes('why') && without.includes('x:odd'));
});

test('an element that was moved or has another id keeps what the modeler doesn’t know', () => {
  const moved = new Original(FILE, WRITTEN).changedTo(WRITTEN.replace(/ *<task id="b"[^]*?<\/task>\n/, '').replace('<plane', '<task id="b" name="B" x:keep="1"><incoming>f</incoming></task>\n<plane'));
  assert.equal(moved.split('<x:inner/>').length, 2);
  assert.ok(moved.indexOf('</process>') < moved.indexOf('<x:inner/>'));
  assert.ok(changed('id="b"', 'id="z"').includes('<task id="z" name="B" x:keep="1"><incoming>f</incoming><x:inner/></task>'));
});

test('elements in another order take their unknown neighbours along', () => {
  const { root } = readXML(new Original(FILE, WRITTEN).changedTo(WRITTEN.replace(/( *<task id="a".*\n)( *<task id="b"[^]*?<\/task>\n)/, '$2$1')));
  assert.deepEqual(root.children[0].children.map(({ id, name }) => id ?? name.local), ['odd', 'b', 'a']);
});

test('an element of another kind takes over nothing of its old kind that the modeler doesn’t know', () => {
  const text = new Original('<d xmlns="bpmn" xmlns:x="x"><task id="a" old="1" x:o="1"><old/><x:o/></task></d>', '<d xmlns="bpmn" xmlns:x="x"><task id="a"/></d>')
    .changedTo('<d xmlns="bpmn" xmlns:x="x"><userTask id="a"/></d>');
  assert.equal(text, '<d xmlns="bpmn" xmlns:x="x"><userTask id="a" x:o="1"><x:o/></userTask></d>');
});

test('what the modeler adds is kept once somebody has changed it', () => {
  const text = changed('<plane id="p_plane" />', '<plane id="p_plane"><shape id="new_di" /></plane>');
  assert.ok(text.includes('<plane id="p_plane"><shape id="new_di" /></plane>'));
});

test('what the modeler stores elsewhere stays where it was until it is changed there', () => {
  const file = '<d><plane><shape id="s" x="10.0"/><shape id="t"/></plane></d>';
  const written = '<d><plane><shape id="t"/></plane><plane id="inner"><shape id="s" x="1"/></plane></d>';
  const original = new Original(file, written);
  assert.equal(original.changedTo(written.replace('id="t"', 'id="t" y="1"')), file.replace('id="t"', 'id="t" y="1"'));
  assert.equal(original.changedTo(written.replace('x="1"', 'x="2"')), '<d><plane><shape id="t"/></plane><plane id="inner"><shape id="s" x="2"/></plane></d>');
});

test('a name means what it meant, also where the file has another prefix for it', () => {
  const file = '<b:d xmlns:b="bpmn" xmlns:c="theirs" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><b:task id="a" c:own="1"/></b:d>';
  const written = '<d xmlns="bpmn" xmlns:c_other="theirs"><task id="a" c_other:own="1"/></d>';
  const now = '<d xmlns="bpmn" xmlns:c_other="theirs" xmlns:c="ours" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><task id="a" c_other:own="1" c:new="2"><e i:type="t"/></task></d>';
  const text = new Original(file, written).changedTo(now);
  const [task] = readXML(text).root.children;
  assert.equal(task.attribute('theirs own').value, '1');
  assert.equal(task.attribute('ours new').value, '2');
  assert.equal(task.children[0].name.key, 'bpmn e');
  assert.equal(task.children[0].attributes.find(({ type }) => type).type.key, 'bpmn t');
});

test('a file says that it is UTF-8, since that is what it is saved as', () => {
  assert.equal(asUtf8('<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?><a/>'), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>');
  for (const text of ['<?xml version="1.0" encoding="utf-8"?><a/>', "<?xml version='1.0'?><a/>", '<a encoding="latin-1"/>']) assert.equal(asUtf8(text), text);
});
