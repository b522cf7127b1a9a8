#!/bin/bash
# The main job in real GIMP, headless: photographs of tests/pictures with painted hints and a
# reference, colorized three times each. Pictures and a contact sheet go to target/demo.
set -eu
cd "$(dirname "$0")/.."
out=$PWD/target/demo
pictures=$PWD/tests/pictures
mkdir -p "$out"

export GIMP2_DIRECTORY=$out/gimp-profile
export HOME=$out/home XDG_CONFIG_HOME=$out/home/.config XDG_CACHE_HOME=$out/home/.cache
mkdir -p "$GIMP2_DIRECTORY" "$HOME"
scripts/bundle.sh >/dev/null
target/bundle/*/install.sh --gimp >/dev/null

# photograph, its hints, the picture that lends its style
runs='camera camera-hints coffee
astronaut-gray astronaut-hints chelsea'

batch=$(cat scripts/demo.scm)
while read -r photo hints reference; do
    rm -f "$out/$photo"-*.png
    batch="$batch (demo \"$pictures/$photo.png\" \"$pictures/$hints.png\" \"$pictures/$reference.png\" \"$out/$photo\")"
done <<<"$runs"

start=$(date +%s%N)
log=$out/gimp.log
timeout -k 5 300 gimp-console-2.10 -idf -b "(begin $batch)" -b '(gimp-quit 1)' >"$log" 2>&1 || true
total=$((($(date +%s%N) - start) / 1000000))

sheet=()
while read -r photo hints reference; do
    for result in automatic hints hints-reference; do
        if [ ! -s "$out/$photo-$result.png" ]; then
            grep -E 'Error|error|chromadot' "$log" >&2 || cat "$log" >&2
            echo "GIMP wrote no $photo-$result.png; its whole output is in $log" >&2
            exit 1
        fi
    done
    # Hints as the artist sees them: dots over the photograph.
    composite "$pictures/$hints.png" "$pictures/$photo.png" -colorspace sRGB "PNG24:$out/$photo-dots.png"
    sheet+=(-label "$photo" "$pictures/$photo.png" -label 'hints' "$out/$photo-dots.png"
        -label 'automatic' "$out/$photo-automatic.png" -label 'with hints' "$out/$photo-hints.png"
        -label "hints, reference: $reference" "$out/$photo-hints-reference.png")
done <<<"$runs"
montage "${sheet[@]}" -tile 5x -geometry '300x300>+6+6' -pointsize 15 "$out/contact-sheet.png"

sed -n 's/.*DEMO \(.*\) \([0-9.]*\)$/\1 \2/p' "$log" | while read -r file seconds; do
    printf '%6.2f s  %s\n' "$seconds" "${file#"$PWD/"}"
done
printf '%6.2f s  GIMP in all, start included\n' "$(echo "$total" | awk '{ print $1 / 1000 }')"
echo "contact sheet: target/demo/contact-sheet.png"
