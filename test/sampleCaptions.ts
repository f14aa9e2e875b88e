/** What a person may write of some of the sample images. */
export const sampleCaptions: Readonly<Record<string, string>> = {
  'astronaut.jpg': 'an astronaut in an orange suit smiles',
  'autumn-meadow.jpg': 'a meadow before autumn woods and mountains',
  'cat.jpg': 'the face of a cat',
  'coffee.jpg': 'a cup of coffee on a wooden table',
  'dandelions.jpg': 'dandelions in the evening sun',
  'dogs-at-window.jpg': 'two dogs look out of a window',
  'flower.jpg': 'an orange dahlia',
  'forest-stream.jpg': 'a stream runs through a forest',
  'rocket.jpg': 'a rocket on its launch pad',
  'sunset.jpg': 'the sun sets over the sea',
};
