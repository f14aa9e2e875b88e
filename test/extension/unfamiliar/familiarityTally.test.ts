import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FamiliarityTally } from '../../../src/extension/unfamiliar/familiarityTally';

describe('How familiar the images of a dataset are', () => {
  const tally = (familiarity: number, images = 20): FamiliarityTally => {
    const counted = new FamiliarityTally();
    for (let at = 0; at < images; at++) counted.note(`${at}.jpg`, familiarity);
    return counted;
  };

  it('is not said of a few', () => {
    assert.equal(tally(0.1, 19).isUnfamiliar, undefined);
    assert.equal(tally(0.1).isUnfamiliar, true);
    assert.equal(tally(0.9).isUnfamiliar, false);
  });

  it('counts an image once, as it was suggested for last', () => {
    const counted = tally(0.1);
    for (let at = 0; at < 20; at++) counted.note(`${at}.jpg`, 0.9);
    assert.equal(counted.isUnfamiliar, false);
    const few = tally(0.1, 10);
    for (let at = 0; at < 10; at++) few.note(`${at}.jpg`, 0.1);
    assert.equal(few.isUnfamiliar, undefined);
  });

  it('counts an image no more for which nothing is suggested', () => {
    const counted = tally(0.1);
    counted.note('0.jpg', undefined);
    counted.note('never.jpg', undefined);
    assert.equal(counted.isUnfamiliar, undefined);
    counted.note('0.jpg', 0.1);
    assert.equal(counted.isUnfamiliar, true);
  });

  it('begins anew with another model', () => {
    const counted = tally(0.1);
    counted.clear();
    assert.equal(counted.isUnfamiliar, undefined);
    for (let at = 0; at < 20; at++) counted.note(`${at}.jpg`, 0.9);
    assert.equal(counted.isUnfamiliar, false);
  });

  it('is not said where they differ so much that the mean says nothing', () => {
    const counted = tally(0.1, 10);
    for (let at = 10; at < 20; at++) counted.note(`${at}.jpg`, 0.8);
    assert.equal(counted.isUnfamiliar, undefined);
  });
});
