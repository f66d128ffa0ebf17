// Optional help for forms with photos: shows them, makes them smaller before they are sent, turns an iPhone's HEIC into JPEG where the
// browser can, and sends a form once.
// Everything works without it; the server removes metadata and bounds sizes itself.
const longestSide = 1600;
const quality = 0.85;
const previewSide = 240;

function draw(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const preview = draw(picture, previewSide).toDataURL('image/jpeg', quality);
  const isWidelyKnown = /^image\/(jpeg|png|webp)$/.test(file.type);
  if (isWidelyKnown && Math.max(picture.width, picture.height) <= longestSide) return { file, preview };
  const blob = await new Promise(done => draw(picture, longestSide).toBlob(done, 'image/jpeg', quality));
  if (!blob || (isWidelyKnown && blob.size >= file.size)) return { file, preview };
  return { file: new File([blob], 'photo.jpg', { type: 'image/jpeg' }), preview };
}

async function choose(input) {
  const list = input.parentElement.querySelector('.previews');
  const files = [...input.files];
  input.setCustomValidity(files.length > Number(input.dataset.most) ? input.dataset.tooMany : '');
  input.reportValidity();
  const kept = new DataTransfer();
  const previews = [];
  for (const file of files) {
    try {
      const small = await shrink(file);
      kept.items.add(small.file);
      previews.push(small.preview);
    } catch {
      // Not a picture that this browser knows; the server says what it thinks of it.
      kept.items.add(file);
    }
  }

  input.files = kept.files;
  list.replaceChildren(...previews.map((source, index) => {
    const item = document.createElement('li');
    const image = document.createElement('img');
    image.src = source;
    image.alt = `${list.dataset.preview} ${index + 1}`;
    item.append(image);
    return item;
  }));
  list.hidden = previews.length === 0;
}

for (const input of document.querySelectorAll('input[type=file][data-most]')) input.addEventListener('change', () => choose(input));
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', () => {
    for (const button of form.querySelectorAll('button[type=submit]')) button.disabled = true;
  });
}

// Coming back by the browser's history shows the form as it was left: it may be sent again, and counts once.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('form[data-once] button[type=submit]')) button.disabled = false;
});
