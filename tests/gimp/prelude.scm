; What the tests' scripts share. A test reads what is said here as "REPORT key: value".

(define (report key value)
  (gimp-message (string-append "REPORT " key ": " (if (number? value) (number->string value) value))))

(define (load-image file)
  (car (gimp-file-load RUN-NONINTERACTIVE file file)))

(define (photograph image)
  (car (gimp-image-get-active-layer image)))

(define (load-layer image file name)
  (let ((layer (car (gimp-file-load-layer RUN-NONINTERACTIVE image file))))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-item-set-name layer name)
    layer))

; A layer of one colour at a place of its own.
(define (solid-layer image name width height left top colour)
  (let ((layer (car (gimp-layer-new image width height RGBA-IMAGE name 100 LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-layer-set-offsets layer left top)
    (gimp-context-set-foreground colour)
    (gimp-drawable-fill layer FILL-FOREGROUND)
    layer))

; An image of one colour that is no part of the photograph's.
(define (solid-image width height colour)
  (let ((image (car (gimp-image-new width height RGB))))
    (solid-layer image "solid" width height 0 0 colour)))

(define (colorize image layer hints)
  (colorize-with image layer hints -1 0 100 "cpu" "" 0))

(define (colorize-with image layer hints reference style strength device model use)
  (car (chromadot-colorize RUN-NONINTERACTIVE image layer hints reference style strength device model use)))

(define (save image layer file)
  (gimp-file-save RUN-NONINTERACTIVE image layer file file))

(define (report-image image)
  (report "layers" (car (gimp-image-get-layers image)))
  (report "base type" (car (gimp-image-base-type image)))
  (report "precision" (car (gimp-image-get-precision image))))

(define (report-layer layer)
  (report "name" (car (gimp-item-get-name layer)))
  (report "mode" (car (gimp-layer-get-mode layer)))
  (report "opacity" (car (gimp-layer-get-opacity layer)))
  (report "mask" (car (gimp-layer-get-mask layer)))
  (report "parent" (car (gimp-item-get-parent layer)))
  (report "position" (car (gimp-image-get-item-position (car (gimp-item-get-image layer)) layer)))
  (report "width" (car (gimp-drawable-width layer)))
  (report "height" (car (gimp-drawable-height layer)))
  (report "left" (car (gimp-drawable-offsets layer)))
  (report "top" (cadr (gimp-drawable-offsets layer))))
