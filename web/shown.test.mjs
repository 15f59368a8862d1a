// node --test web/shown.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";

import { holds } from "./shown.js";

const is = (name, value) => ({ op: "=", of: [{ name: [name] }, { value }] });

test("equality knows words, numbers and yes", () => {
  assert.equal(holds(is("house", "rent"), { house: "rent" }), true);
  assert.equal(holds(is("house", "rent"), { house: "" }), false);
  assert.equal(holds(is("age", 18), { age: "18" }), true);
  assert.equal(holds(is("age", 18), { age: "" }), false);
  assert.equal(holds(is("married", true), { married: "yes" }), true);
  assert.equal(holds(is("married", false), { married: "no" }), true);
  assert.equal(holds(is("married", true), { married: true }), true);
});

test("a name alone stands for yes", () => {
  assert.equal(holds({ name: ["married"] }, { married: "yes" }), true);
  assert.equal(holds({ name: ["married"] }, { married: "" }), false);
});

test("in takes one of several, boxes too", () => {
  const condition = { op: "in", of: [{ name: ["house"] }, { value: "own" }, { value: "rent" }] };
  assert.equal(holds(condition, { house: "own" }), true);
  assert.equal(holds(condition, { house: "employer" }), false);
  assert.equal(holds(condition, { house: ["x", "rent"] }), true);
});

test("and, or and not have three values: what is null is not shown", () => {
  const no = { op: "not", of: [is("a", "1")] };
  assert.equal(holds(no, { a: "2" }), true);
  assert.equal(holds({ op: "and", of: [is("a", "1"), is("b", "1")] }, { a: "1", b: "2" }), false);
  assert.equal(holds({ op: "or", of: [is("a", "1"), { name: ["b"] }] }, { a: "2", b: "neither" }), false);
  assert.equal(holds({ op: "not", of: [{ name: ["b"] }] }, { b: "neither" }), false);
});

test("what this page can't know is shown", () => {
  assert.equal(holds(is("elsewhere", "1"), {}), true);
});

test("steps of a name are joined by dots", () => {
  const condition = { op: "=", of: [{ name: ["address", "district"] }, { value: "mul" }] };
  assert.equal(holds(condition, { "address.district": "mul" }), true);
});
